-- Asks the hub about a request. Where this fails in any way, txn.hub_passed stays unset, and
-- haproxy.cfg lets nothing through without it.
local hub = "http://127.0.0.1:8080"

local for_caller = { [401] = true, [403] = true, [429] = true }
local headers_for_caller = {
  "content-type", "cache-control", "www-authenticate", "retry-after", "ratelimit", "ratelimit-policy",
}
local variables = {
  ["x-hub-key-id"] = "txn.hub_key_id",
  ["x-hub-organization-id"] = "txn.hub_organization_id",
  ["x-hub-scopes"] = "txn.hub_scopes",
  ["ratelimit"] = "txn.hub_limit",
  ["ratelimit-policy"] = "txn.hub_policy",
}

local function first(headers, name)
  local values = headers and headers[name]
  return values and (values[0] or values[1])
end

local function refuse(txn, answer)
  local reply = txn:reply({ status = answer.status, body = answer.body })
  for _, name in ipairs(headers_for_caller) do
    local value = first(answer.headers, name)
    if value then reply:add_header(name, value) end
  end
  txn:done(reply)
end

core.register_action("ask-hub", { "http-req" }, function(txn)
  local scope = txn:get_var("txn.hub_scope")
  local sent = txn.http:req_get_headers()
  local headers = { ["x-forwarded-for"] = { txn.sf:src() } }
  for _, name in ipairs({ "authorization", "x-api-key" }) do
    local value = first(sent, name)
    if value then headers[name] = { value } end
  end
  local answer = core.httpclient():get({
    url = hub .. "/api/forward-auth" .. (scope and "?scope=" .. scope or ""),
    headers = headers,
    timeout = 2000,
  })
  if answer.status == 204 then
    for name, variable in pairs(variables) do
      local value = first(answer.headers, name)
      if value then txn:set_var(variable, value) end
    end
    txn:set_var("txn.hub_passed", true)
  elseif for_caller[answer.status] then
    refuse(txn, answer)
  end
end, 0)
