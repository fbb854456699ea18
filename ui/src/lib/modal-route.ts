import { useLocation, useNavigate } from "react-router";
import { homePath } from "./safe-return-path";

interface ModalState {
  /** The id of the element that gets the focus back. */
  opener?: string;
  /** How many steps of the history lead back to the page: more than one after a link between modals. */
  steps?: number;
}

/** Every modal has a URL below the page's, so that reload, back and a shared link work. */
export function useOpenModal() {
  const navigate = useNavigate();
  const { search } = useLocation();
  return (path: string, opener: string) =>
    navigate(`${homePath}/${path}${search}`, { state: { opener } satisfies ModalState });
}

/** Where a link within a modal leads that shows another in its place; closing that one closes both. */
export function useFurtherModal(path: string) {
  const { search, state } = useLocation();
  const { opener, steps = 1 } = (state ?? {}) as ModalState;
  return {
    to: `${homePath}/${path}${search}`,
    state: opener ? ({ opener, steps: steps + 1 } satisfies ModalState) : null,
  };
}

export function useCloseModal(tab: "api-keys" | "webhooks") {
  const navigate = useNavigate();
  const { state } = useLocation();
  const { opener, steps = 1 } = (state ?? {}) as ModalState;
  return () => {
    // Going back keeps the history free of closed modals; a modal reached by its link has no such step.
    if (opener) navigate(-steps);
    else navigate(tab === "webhooks" ? `${homePath}?tab=webhooks` : homePath, { replace: true });
  };
}

/** Where the focus goes when the modal closes: the element that opened it, else the page's heading. */
export function useModalOpener(): () => HTMLElement | null {
  const { state } = useLocation();
  const opener = (state as ModalState | null)?.opener;
  return () =>
    (opener ? document.getElementById(opener) : null) ?? document.querySelector<HTMLElement>("h1");
}
