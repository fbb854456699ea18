import { Skeleton } from "@/components/ui/skeleton";

/** The outline of the page while it isn't known yet who is looking. */
export function ShellSkeleton() {
  return (
    <div aria-busy="true">
      <span role="status" className="sr-only">
        Loading
      </span>
      <div className="border-b">
        <div className="mx-auto flex h-14 max-w-7xl items-center justify-between px-4 sm:px-6">
          <Skeleton className="h-8 w-40" />
          <Skeleton className="size-8 rounded-full" />
        </div>
      </div>
      <div className="mx-auto max-w-7xl px-4 py-8 sm:px-6 sm:py-10">
        <Skeleton className="h-8 w-44" />
        <Skeleton className="mt-2 h-4 w-80 max-w-full" />
        <Skeleton className="mt-8 h-9 w-56" />
        <Skeleton className="mt-6 h-64 w-full" />
      </div>
    </div>
  );
}
