import { CodeBlock } from "@/components/code-block";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import type { SignatureScheme } from "../api/webhook";
import { publicKeySnippets } from "../lib/public-key-snippets";
import { verificationSnippets } from "../lib/verification-snippets";

/** How to check a signature, by language. */
export function VerificationSnippets({ scheme }: { scheme: SignatureScheme }) {
  const snippets = scheme === "v1a" ? publicKeySnippets : verificationSnippets;
  return (
    <Tabs key={scheme} defaultValue="Java">
      <TabsList aria-label="Verify signatures">
        {snippets.map(({ language }) => (
          <TabsTrigger key={language} value={language}>
            {language}
          </TabsTrigger>
        ))}
      </TabsList>
      {snippets.map(({ language, hint, code }) => (
        <TabsContent key={language} value={language} className="pt-3">
          <CodeBlock text={code} label={`${language} snippet`} wrap={false} />
          <p className="mt-1.5 text-[0.8125rem] break-words text-muted-foreground">{hint}</p>
        </TabsContent>
      ))}
    </Tabs>
  );
}
