import { lazy, Suspense } from "react";
import { Disclosure } from "@/components/disclosure";
import { Skeleton } from "@/components/ui/skeleton";
import type { Webhook } from "../api/webhook";

const FormTest = lazy(async () => ({ default: (await import("./form-test")).FormTest }));

/** A test of the form's settings. */
export function TestSection({ webhook }: { webhook?: Webhook }) {
  return (
    <Disclosure
      label="Test webhook"
      className="rounded-lg border"
      buttonClassName="min-h-11 w-full rounded-lg px-3 text-left hover:bg-muted/50"
      contentClassName="border-t p-3 sm:p-4"
    >
      <Suspense fallback={<Skeleton className="h-48" />}>
        <FormTest webhook={webhook} />
      </Suspense>
    </Disclosure>
  );
}
