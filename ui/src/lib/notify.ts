// Toasts are loaded with the first of them: the first paint needs none.
const sonner = () => import("sonner");

export async function notifySuccess(message: string) {
  const { toast } = await sonner();
  toast.success(message);
}

export async function notifyError(message: string) {
  const { toast } = await sonner();
  toast.error(message);
}
