import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  type LucideIcon,
  TriangleAlert,
} from "lucide-react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Tooltip } from "@/components/ui/tooltip";
import type { Webhook, WebhookStatus } from "../api/webhook";

const looks: Record<
  WebhookStatus,
  { icon: LucideIcon; word: string; tone: BadgeTone; meaning: string }
> = {
  healthy: {
    icon: CircleCheck,
    word: "Healthy",
    tone: "success",
    meaning: "At least 95 % of the last 24 hours’ deliveries succeeded.",
  },
  degraded: {
    icon: TriangleAlert,
    word: "Degraded",
    tone: "warning",
    meaning: "Some of the last 24 hours’ deliveries failed.",
  },
  failing: {
    icon: CircleX,
    word: "Failing",
    tone: "danger",
    meaning: "Most of the last 24 hours’ deliveries failed.",
  },
  disabled: {
    icon: CirclePause,
    word: "Disabled",
    tone: "neutral",
    meaning: "Nothing is delivered. New events are kept.",
  },
  no_data: {
    icon: CircleDashed,
    word: "No data",
    tone: "quiet",
    meaning: "Too few deliveries in the last 24 hours to tell.",
  },
};

export function WebhookStatusBadge({ status, statusReason }: Webhook) {
  const { icon: Icon, word, tone, meaning } = looks[status];
  return (
    <Tooltip hint={statusReason ?? meaning}>
      <button
        type="button"
        className="relative rounded-md after:absolute after:-inset-y-0.5 after:inset-x-0"
      >
        <Badge tone={tone}>
          <Icon aria-hidden />
          {word}
        </Badge>
      </button>
    </Tooltip>
  );
}
