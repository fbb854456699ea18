import { Skeleton } from "@/components/ui/skeleton";
import type { DeliveryStats as Stats } from "../api/delivery";
import { formatCapped } from "../lib/capped-count";

const figures: { name: keyof Stats; label: string }[] = [
  { name: "succeeded", label: "Succeeded" },
  { name: "failed", label: "Failed" },
  { name: "pending", label: "Pending" },
];

export function DeliveryStats({ stats }: { stats: Stats | undefined }) {
  return (
    <dl className="grid grid-cols-3 divide-x rounded-lg border">
      {figures.map(({ name, label }) => (
        <div key={name} className="px-4 py-3">
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className="mt-0.5 text-xl font-semibold tabular-nums">
            {stats ? formatCapped(stats[name]) : <Skeleton className="my-1 h-5 w-10" />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
