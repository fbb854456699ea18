import { type ComponentType, lazy, Suspense } from "react";

/**
 * A component that the first paint does without: it is downloaded when it is first rendered, and
 * until then the placeholder stands in its place, which should look the same.
 */
export function deferred<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Placeholder: ComponentType<Props>,
): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function Deferred(props: Props) {
    return (
      <Suspense fallback={<Placeholder {...props} />}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
