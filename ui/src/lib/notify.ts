// Toasts are loaded with the first of them: the first paint needs none.
const sonner = () => import("sonner");

/** What somebody may want to do next; the message stays longer for it. */
interface NextStep {
  label: string;
  onClick: () => void;
}

const nextStepMillis = 15_000;

export async function notifySuccess(message: string, action?: NextStep) {
  const { toast } = await sonner();
  toast.success(message, action && { action, duration: nextStepMillis });
}

export async function notifyError(message: string) {
  const { toast } = await sonner();
  toast.error(message);
}
