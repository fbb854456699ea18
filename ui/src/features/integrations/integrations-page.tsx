import { KeyRound, Webhook } from "lucide-react";
import { Outlet, useLocation, useSearchParams } from "react-router";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useOpenModal } from "@/lib/modal-route";
import { homePath } from "@/lib/safe-return-path";
import { useShortcut } from "@/lib/shortcuts";

interface IntegrationsPageProps {
  apiKeys: React.ReactNode;
  webhooks: React.ReactNode;
}

/** The two tabs; an open modal is a page below this one and lies over its tab. */
export function IntegrationsPage({ apiKeys, webhooks }: IntegrationsPageProps) {
  const [params, setParams] = useSearchParams();
  const { pathname } = useLocation();
  const openModal = useOpenModal();
  const onWebhooks =
    params.get("tab") === "webhooks" || pathname.startsWith(`${homePath}/webhooks`);

  useShortcut(["?"], () => {
    openModal("shortcuts", "page-title");
    return true;
  });

  // Filters belong to the tab that is left.
  const open = (tab: string) => setParams(tab === "webhooks" ? { tab } : {});

  return (
    <>
      <title>{onWebhooks ? "Webhooks · Integrations" : "API keys · Integrations"}</title>
      <h1
        id="page-title"
        tabIndex={-1}
        className="text-2xl font-semibold tracking-tight outline-none"
      >
        Integrations
      </h1>
      <p className="mt-1 text-muted-foreground">
        Call the API with keys, and let webhooks tell your systems what happens.
      </p>
      <Tabs value={onWebhooks ? "webhooks" : "api-keys"} onValueChange={open} className="mt-6">
        <TabsList aria-label="Integrations">
          <TabsTrigger value="api-keys">
            <KeyRound aria-hidden /> API Keys
          </TabsTrigger>
          <TabsTrigger value="webhooks">
            <Webhook aria-hidden /> Webhooks
          </TabsTrigger>
        </TabsList>
        <TabsContent value="api-keys" className="pt-6">
          {apiKeys}
        </TabsContent>
        <TabsContent value="webhooks" className="pt-6">
          {webhooks}
        </TabsContent>
      </Tabs>
      <Outlet />
    </>
  );
}
