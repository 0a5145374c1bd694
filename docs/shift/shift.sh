#!/bin/sh
# A shift in one script: what is open, take it on, a maintenance in which nobody is called, and what the week was like.
#
#   docs/shift/shift.sh GATEWAY [COMMAND...]
#
# GATEWAY is the gateway that is worked on, COMMAND the work (without it, the script waits for a minute).
# KARAF is the folder of Karaf (.run/karaf), WEEK the file of the export (week.csv in the present folder). Needs jq.
set -eu

KARAF=${KARAF:-.run/karaf}
WEEK=${WEEK:-$PWD/week.csv}
GATEWAY=${1:?the gateway that is worked on}
shift

# One command of Tunnelwatch; its answer is one JSON document. Where it fails, so does the script.
tunnelwatch() {
    "$KARAF/bin/client" -b <<COMMAND
$*
COMMAND
}

echo "== Open now"
open=$(tunnelwatch "alert:list --json")
echo "$open" | jq -r '.alerts[] | [.severity, .state, .gateway // "-", .summary] | join("  ")'

echo "== The oldest that nobody has taken on"
id=$(echo "$open" | jq -r '[.alerts[] | select(.state == "OPEN")] | last | .id // empty')
if [ -n "$id" ]; then
    tunnelwatch "alert:show --json $id" | jq -r '"\(.summary), raised \(.raisedAt), \(.deliveries | length) notices"'
    tunnelwatch "alert:ack --json $id --note 'on it: $(date -u +%H:%M) UTC'" > /dev/null
    tunnelwatch "alert:show --json $id" | jq -r '"\(.state) by \(.acknowledgedBy)"'
fi

echo "== Maintenance of $GATEWAY"
begun=$(date -u +%Y-%m-%dT%H:%M:%SZ)
silence=$(tunnelwatch "alert:silence --json --gateway $GATEWAY --for 2h --note 'new router'" | jq -r .id)
if [ $# -gt 0 ]; then
    "$@"
else
    sleep 60
fi
# An alert of which somebody was told in this time has a delivery of that.
told=0
for id in $(tunnelwatch "alert:list --all --json --gateway $GATEWAY --since $begun" | jq -r '.alerts[].id'); do
    tunnelwatch "alert:show --json $id" | jq -r '"\(.summary): \(.deliveries | length) notices"'
    told=$((told + $(tunnelwatch "alert:show --json $id" | jq '.deliveries | length')))
done
echo "notices in the maintenance: $told"
tunnelwatch "alert:unsilence --json $silence" > /dev/null
[ "$told" -eq 0 ] || exit 1

echo "== The week"
tunnelwatch "alert:export --json --force --since 7d $WEEK" | jq -r '"\(.alerts) alerts in \(.file)"'
tunnelwatch "alert:stats --json --since 7d" | jq -r '
    "\(.alerts) alerts, \(.acknowledged) taken on",
    (.byKind[] | "\(.kind): \(.alerts)"),
    (.peers[:10][] | "\(.peerName // .peerKey): " +
        if .availabilityPercent then "\(.availabilityPercent * 100 | round / 100) % available" else "unknown" end)'
