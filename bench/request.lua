-- The requests: what a desktop browser sends when its user opens the page, and a webhook's POST of 1 KiB of JSON. wrk itself adds Host.
wrk.method = "GET"
wrk.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
wrk.headers["Accept"] = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
wrk.headers["Accept-Language"] = "en-GB,en;q=0.5"
wrk.headers["Accept-Encoding"] = "gzip, deflate, br, zstd"
wrk.headers["Connection"] = "keep-alive"
wrk.headers["Upgrade-Insecure-Requests"] = "1"
wrk.headers["Sec-Fetch-Mode"] = "navigate"

function init(args)
  if args[1] == "post" then
    wrk.method = "POST"
    wrk.headers = { ["Host"] = wrk.headers["Host"], ["User-Agent"] = "Hooks/1.0", ["Accept"] = "*/*", ["Content-Type"] = "application/json" }
    local item = '{"id":"evt_0123456789","type":"order.paid","amount":1999,"currency":"eur","note":"Gr\195\188\195\159e, \\"quoted\\""},'
    local items = string.rep(item, math.floor(1000 / #item))
    wrk.body = '{"items":[' .. string.sub(items, 1, -2) .. '],"pad":"'
    wrk.body = wrk.body .. string.rep("x", 1024 - #wrk.body - 2) .. '"}'
  end
end

-- One line that a program can read, after wrk's own report.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("result requests=%d duration_us=%d p50_us=%d p99_us=%d errors=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
