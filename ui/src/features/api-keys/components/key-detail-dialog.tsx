import { useParams } from "react-router";
import { KeyDetail } from "./key-detail";

/** What there is to know about one key, by its address. */
export function KeyDetailDialog() {
  const { keyId = "" } = useParams();
  // What is being edited belongs to one key; a link to another begins anew.
  return <KeyDetail key={keyId} keyId={keyId} />;
}
