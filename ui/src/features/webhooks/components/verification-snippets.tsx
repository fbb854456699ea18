import { CodeBlock } from "@/components/code-block";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { verificationSnippets } from "../lib/verification-snippets";

/** How to check a signature, by language. */
export function VerificationSnippets() {
  return (
    <Tabs defaultValue="Java">
      <TabsList aria-label="Verify signatures">
        {verificationSnippets.map(({ language }) => (
          <TabsTrigger key={language} value={language}>
            {language}
          </TabsTrigger>
        ))}
      </TabsList>
      {verificationSnippets.map(({ language, hint, code }) => (
        <TabsContent key={language} value={language} className="pt-3">
          <CodeBlock text={code} label={`${language} snippet`} wrap={false} />
          <p className="mt-1.5 text-[0.8125rem] break-words text-muted-foreground">{hint}</p>
        </TabsContent>
      ))}
    </Tabs>
  );
}
