import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

/** For what nobody foresaw; also for a chunk that a newer version of the hub no longer serves. */
export function ErrorPage() {
  return (
    <div className="mx-auto max-w-lg px-4 py-24">
      <Empty
        icon={TriangleAlert}
        title="Something went wrong"
        action={<Button onClick={() => location.reload()}>Reload</Button>}
      >
        The page hit an error that it can’t recover from. Nothing you saved is lost.
      </Empty>
    </div>
  );
}
