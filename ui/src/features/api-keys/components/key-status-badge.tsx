import { Ban, CircleCheck, CirclePause, type LucideIcon, TimerOff } from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { ApiKeyStatus } from "../api/api-key";

const looks: Record<ApiKeyStatus, { icon: LucideIcon; word: string; tone: BadgeTone }> = {
  active: { icon: CircleCheck, word: "Active", tone: "success" },
  disabled: { icon: CirclePause, word: "Disabled", tone: "neutral" },
  expired: { icon: TimerOff, word: "Expired", tone: "warning" },
  revoked: { icon: Ban, word: "Revoked", tone: "quiet" },
};

export function KeyStatusBadge({ status }: { status: ApiKeyStatus }) {
  const { icon: Icon, word, tone } = looks[status];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
