import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import type { Scope } from "../api/list-scopes";
import type { AccessByResource, Resource } from "../lib/scope-access";

interface AccessTableProps {
  resources: Resource[];
  scopes: Scope[];
  access: AccessByResource;
  onChange: (access: AccessByResource) => void;
}

/** None, Read or Write for each resource; None or the action for what is neither. */
export function AccessTable({ resources, scopes, access, onChange }: AccessTableProps) {
  return (
    <ul className="divide-y rounded-md border">
      {resources.map(({ name, levels, scopes: scopeOf }) => {
        const level = access[name] ?? "none";
        const description = scopes.find((scope) => scope.name === scopeOf[level])?.description;
        return (
          <li
            key={name}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 p-2.5"
          >
            <div className="min-w-0">
              <p className="font-medium break-words first-letter:uppercase">
                {name.replace(":", ": ")}
              </p>
              <p className="text-xs text-muted-foreground">{description ?? "No access"}</p>
            </div>
            <RadioGroup
              aria-label={`Access to ${name}`}
              value={level}
              onValueChange={(chosen) => onChange({ ...access, [name]: chosen })}
            >
              {levels.map((offered) => (
                <RadioGroupItem key={offered} value={offered}>
                  {capitalized(offered)}
                </RadioGroupItem>
              ))}
            </RadioGroup>
          </li>
        );
      })}
    </ul>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
