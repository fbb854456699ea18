import { useOpenModal } from "@/lib/modal-route";
import { notifySuccess } from "@/lib/notify";
import { useChangeWebhook } from "../api/change-webhook";

/** Enables or disables and tells of it; also if what asked for it is gone by then. */
export function useEnableWebhook(id: string) {
  const openModal = useOpenModal();
  return useChangeWebhook(id, {
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
