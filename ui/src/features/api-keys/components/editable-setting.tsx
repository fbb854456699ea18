import { Pencil } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { ApiKey } from "../api/api-key";
import type { EditableField } from "../lib/key-changes";

// The form library is several times the size of the details, which are mostly just read.
const EditKeyForm = lazy(async () => {
  const module = await import("./edit-key-form");
  return { default: module.EditKeyForm };
});

interface EditableSettingProps {
  apiKey: ApiKey;
  field: EditableField;
  /** What the button changes, for screen readers: “scopes”. */
  what: string;
  editable: boolean;
  /** What stays in sight above the form. */
  heading?: React.ReactNode;
  /** The setting as it is, given the button that opens its form. */
  children: (editButton: React.ReactNode) => React.ReactNode;
}

/** A setting that its form takes the place of while it is edited. */
export function EditableSetting({
  apiKey,
  field,
  what,
  editable,
  heading,
  children,
}: EditableSettingProps) {
  const [mode, setMode] = useState<"shown" | "edited" | "left">("shown");

  if (mode === "edited" && editable) {
    return (
      <>
        {heading}
        <Suspense fallback={<Skeleton className="h-24" />}>
          <EditKeyForm apiKey={apiKey} field={field} onDone={() => setMode("left")} />
        </Suspense>
      </>
    );
  }
  return children(
    editable && (
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Edit ${what}`}
        className="-my-1.5 -mr-2 text-muted-foreground"
        // The form that had the focus is gone; it goes back to where it came from.
        autoFocus={mode === "left"}
        onClick={() => setMode("edited")}
      >
        <Pencil aria-hidden />
      </Button>
    ),
  );
}
