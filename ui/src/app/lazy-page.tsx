import { type ComponentType, lazy, Suspense } from "react";

/** A page or modal that is downloaded when it is first shown. */
export function lazyPage(load: () => Promise<ComponentType>): ComponentType {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function LazyPage() {
    return (
      <Suspense fallback={null}>
        <Loaded />
      </Suspense>
    );
  };
}
