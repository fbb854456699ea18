#!/usr/bin/env bash
# The whole first path with curl alone, as an operator would script it.
#   HUB_URL, HUB_ROOT_KEY   a running hub with an organization
#   RECEIVER_URL            an HTTPS address that answers 200 and that the hub may reach
# Prints the webhook's secret and the event's id as its last line, for whoever checks the signature.
set -euo pipefail

call() { # method path [body] [organization]
  local options=(-sS -X "$1" -H "Authorization: Bearer $HUB_ROOT_KEY")
  [ -z "${3:-}" ] || options+=(-H 'Content-Type: application/json' -d "$3")
  [ -z "${4:-}" ] || options+=(-H "X-Organization-Id: $4")
  curl "${options[@]}" "$HUB_URL$2"
}
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
expect() { # wanted code, body of the verification
  local code
  code=$(call POST /api/keys/verify "$2" | field code)
  [ "$code" = "$1" ] || { echo "expected $1, got $code" >&2; exit 1; }
  echo "$code"
}

organization=$(call GET /api/admin/organizations | field id)

created=$(call POST /api/organizations/api-keys \
  '{"name":"CI","scopes":["recordings:read"],"rateLimitPerHour":2,"ipAllowlist":["203.0.113.0/24"],"expiresIn":"30d"}' \
  "$organization")
key=$(field key <<<"$created")
id=$(sed -n 's/.*"id":"\(key_[^"]*\)".*/\1/p' <<<"$created")

expect VALID "{\"key\":\"$key\",\"scopes\":[\"recordings:read\"],\"ip\":\"203.0.113.7\"}"
expect INSUFFICIENT_SCOPE "{\"key\":\"$key\",\"scopes\":[\"users:write\"],\"ip\":\"203.0.113.7\"}"
expect IP_NOT_ALLOWED "{\"key\":\"$key\",\"ip\":\"198.51.100.1\"}"
expect VALID "{\"key\":\"$key\",\"ip\":\"203.0.113.7\"}"
expect RATE_LIMITED "{\"key\":\"$key\",\"ip\":\"203.0.113.7\"}"
call DELETE "/api/organizations/api-keys/$id" '' "$organization" >/dev/null
expect REVOKED "{\"key\":\"$key\",\"ip\":\"203.0.113.7\"}"

secret=$(call POST /api/organizations/webhooks \
  "{\"name\":\"Receiver\",\"url\":\"$RECEIVER_URL\",\"events\":[\"recording.completed\"]}" \
  "$organization" | field secret)
event=$(call POST /api/events \
  "{\"organizationId\":\"$organization\",\"type\":\"recording.completed\",\"data\":{\"id\":\"rec_1\",\"seconds\":1.0}}" |
  field id)
echo "$secret $event"
