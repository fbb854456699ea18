import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useIsDark } from "@/lib/theme";

const Toaster = lazy(async () => {
  const { Toaster } = await import("sonner");
  return { default: Toaster };
});

interface ProvidersProps {
  queryClient: QueryClient;
  children: React.ReactNode;
}

export function Providers({ queryClient, children }: ProvidersProps) {
  const dark = useIsDark();
  return (
    <QueryClientProvider client={queryClient}>
      {children}
      <Suspense fallback={null}>
        <Toaster
          theme={dark ? "dark" : "light"}
          position="bottom-right"
          closeButton
          // An open modal takes pointer events away from everything outside of it.
          toastOptions={{ style: { pointerEvents: "auto" } }}
        />
      </Suspense>
    </QueryClientProvider>
  );
}
