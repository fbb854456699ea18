import { Skeleton } from "@/components/ui/skeleton";

export function DeliverySkeleton() {
  return (
    <div className="space-y-3 p-4">
      <Skeleton className="w-64" />
      <Skeleton className="h-32" />
    </div>
  );
}
