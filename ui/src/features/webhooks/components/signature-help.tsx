import { lazy, Suspense } from "react";
import { Disclosure } from "@/components/disclosure";
import { Skeleton } from "@/components/ui/skeleton";
import type { SignatureScheme } from "../api/webhook";

const VerificationSnippets = lazy(async () => ({
  default: (await import("./verification-snippets")).VerificationSnippets,
}));

/** The code that a receiver needs, for whoever asks for it. */
export function SignatureHelp({ scheme }: { scheme: SignatureScheme }) {
  return (
    <Disclosure
      label="How the receiver checks the signature"
      buttonClassName="rounded-sm text-[0.8125rem] text-accent-text"
      contentClassName="pt-2"
    >
      <Suspense fallback={<Skeleton className="h-48" />}>
        <VerificationSnippets scheme={scheme} />
      </Suspense>
    </Disclosure>
  );
}
