import { useOpenModal } from "@/lib/modal-route";
import { notifySuccess } from "@/lib/notify";
import { useChangeWebhook } from "../api/change-webhook";

/** Until the hub says what the status is. */
const enabling = {
  enabled: true,
  status: "no_data",
  statusReason: "Being enabled.",
  disabled: null,
} as const;
const disabling = { enabled: false, status: "disabled", statusReason: "Being disabled." } as const;

/** Enables or disables, shown at once, and tells of it; also if what asked for it is gone by then. */
export function useEnableWebhook(id: string) {
  const openModal = useOpenModal();
  return useChangeWebhook(id, {
    expected: (webhook, { enabled }) => ({ ...webhook, ...(enabled ? enabling : disabling) }),
    onChanged: ({ name, enabled }) => {
      if (!enabled) {
        return notifySuccess(`“${name}” is disabled. New events are kept until it is enabled.`);
      }
      return notifySuccess(`“${name}” is enabled.`, {
        label: "Recover what was missed",
        onClick: () => openModal(`webhooks/${id}/recover`, `actions-${id}`),
      });
    },
  });
}
