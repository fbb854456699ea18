import { createBrowserRouter, Navigate, Outlet, type RouteObject } from "react-router";
import { ApiKeysTab } from "@/features/api-keys/components/api-keys-tab";
import { RevokeKeyDialog } from "@/features/api-keys/components/revoke-key-dialog";
import { IntegrationsPage } from "@/features/integrations/integrations-page";
import { RequireSession } from "@/features/session/components/require-session";
import { homePath } from "@/lib/safe-return-path";
import { ErrorPage } from "./error-page";
import { lazyPage } from "./lazy-page";
import { NotFoundPage } from "./not-found-page";
import { Shell } from "./shell";
import { WritersOnly } from "./writers-only";

const GenerateKeyDialog = lazyPage(async () => {
  const module = await import("@/features/api-keys/components/generate-key-dialog");
  return module.GenerateKeyDialog;
});
const WebhooksTab = lazyPage(async () => {
  const module = await import("@/features/webhooks/components/webhooks-tab");
  return module.WebhooksTab;
});
const KeyDetailDialog = lazyPage(async () => {
  const module = await import("@/features/api-keys/components/key-detail-dialog");
  return module.KeyDetailDialog;
});
const RotateKeyDialog = lazyPage(async () => {
  const module = await import("@/features/api-keys/components/rotate-key-dialog");
  return module.RotateKeyDialog;
});
const CreateWebhookDialog = lazyPage(async () => {
  const module = await import("@/features/webhooks/components/create-webhook-dialog");
  return module.CreateWebhookDialog;
});
const EditWebhookDialog = lazyPage(async () => {
  const module = await import("@/features/webhooks/components/edit-webhook-dialog");
  return module.EditWebhookDialog;
});
const TestWebhookDialog = lazyPage(async () => {
  const module = await import("@/features/webhooks/components/test-webhook-dialog");
  return module.TestWebhookDialog;
});
const DeleteWebhookDialog = lazyPage(async () => {
  const module = await import("@/features/webhooks/components/delete-webhook-dialog");
  return module.DeleteWebhookDialog;
});
const RecoverMissedDialog = lazyPage(async () => {
  const module = await import("@/features/webhooks/components/recover-missed-dialog");
  return module.RecoverMissedDialog;
});
const DeliveriesDialog = lazyPage(async () => {
  const module = await import("@/features/webhooks/components/deliveries-dialog");
  return module.DeliveriesDialog;
});
const ShortcutsDialog = lazyPage(async () => {
  const module = await import("@/features/integrations/shortcuts-dialog");
  return module.ShortcutsDialog;
});
const LoginPage = lazyPage(async () => {
  const module = await import("@/features/session/components/login-page");
  return module.LoginPage;
});
const SetupPage = lazyPage(async () => {
  const module = await import("@/features/session/components/setup-page");
  return module.SetupPage;
});

const modals: RouteObject[] = [
  {
    element: (
      <WritersOnly>
        <Outlet />
      </WritersOnly>
    ),
    children: [
      { path: "api-keys/new", element: <GenerateKeyDialog /> },
      { path: "api-keys/:keyId/rotate", element: <RotateKeyDialog /> },
      // Not downloaded on demand: whoever revokes is in a hurry, and perhaps behind a poor connection.
      { path: "api-keys/:keyId/revoke", element: <RevokeKeyDialog /> },
      { path: "webhooks/new", element: <CreateWebhookDialog /> },
      { path: "webhooks/:webhookId/edit", element: <EditWebhookDialog /> },
      { path: "webhooks/:webhookId/test", element: <TestWebhookDialog /> },
      { path: "webhooks/:webhookId/recover", element: <RecoverMissedDialog /> },
      { path: "webhooks/:webhookId/delete", element: <DeleteWebhookDialog /> },
    ],
  },
  { path: "api-keys/:keyId", element: <KeyDetailDialog /> },
  { path: "webhooks/:webhookId/deliveries/:deliveryId?", element: <DeliveriesDialog /> },
  { path: "shortcuts", element: <ShortcutsDialog /> },
];

export const routes: RouteObject[] = [
  {
    errorElement: <ErrorPage />,
    children: [
      { path: "/login", element: <LoginPage /> },
      { path: "/setup", element: <SetupPage /> },
      {
        element: (
          <RequireSession>
            <Shell />
          </RequireSession>
        ),
        children: [
          { index: true, element: <Navigate to={homePath} replace /> },
          {
            path: homePath,
            element: <IntegrationsPage apiKeys={<ApiKeysTab />} webhooks={<WebhooksTab />} />,
            errorElement: <ErrorPage />,
            children: modals,
          },
          { path: "*", element: <NotFoundPage /> },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}
