import { Inbox, SearchX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

interface NoDeliveriesProps {
  filtered: boolean;
  onClearFilter: () => void;
}

export function NoDeliveries({ filtered, onClearFilter }: NoDeliveriesProps) {
  return filtered ? (
    <Empty
      icon={SearchX}
      title="No delivery matches"
      action={
        <Button variant="outline" onClick={onClearFilter}>
          Clear filters
        </Button>
      }
    >
      Others may be there; these filters let none of them in.
    </Empty>
  ) : (
    <Empty icon={Inbox} title="No deliveries yet">
      They appear here as soon as one of this webhook’s events happens.
    </Empty>
  );
}
