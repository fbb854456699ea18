import { Button } from "@/components/ui/button";
import { errorMessage } from "@/lib/api-problem";

interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  error: unknown;
  onLoadMore: () => void;
}

/** The way to the next page of a list. */
export function LoadMore({ hasMore, loading, error, onLoadMore }: LoadMoreProps) {
  if (!hasMore) return null;
  return (
    <div className="mt-4 flex flex-col items-center gap-2">
      {Boolean(error) && (
        <p role="alert" className="text-danger">
          {errorMessage(error)}
        </p>
      )}
      <Button variant="outline" pending={loading} onClick={onLoadMore}>
        Load more
      </Button>
    </div>
  );
}
