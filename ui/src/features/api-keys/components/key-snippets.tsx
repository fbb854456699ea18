import { CodeBlock } from "@/components/code-block";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { curlCommand, environmentLine } from "../lib/key-snippets";

interface KeySnippetsProps {
  secret: string;
  scopes: string[];
  onCopied: () => void;
}

/** The key where it is going to be needed: in an environment, in a first call. */
export function KeySnippets({ secret, scopes, onCopied }: KeySnippetsProps) {
  return (
    <Tabs defaultValue="environment">
      <TabsList aria-label="Use the key">
        <TabsTrigger value="environment">Environment</TabsTrigger>
        <TabsTrigger value="curl">curl</TabsTrigger>
      </TabsList>
      <TabsContent value="environment" className="pt-3">
        <CodeBlock text={environmentLine(secret)} label="environment line" onCopied={onCopied} />
      </TabsContent>
      <TabsContent value="curl" className="pt-3">
        <CodeBlock text={curlCommand(secret, scopes)} label="curl command" onCopied={onCopied} />
        <p className="mt-1.5 text-[0.8125rem] text-muted-foreground">
          Replace the address by that of the API.
        </p>
      </TabsContent>
    </Tabs>
  );
}
