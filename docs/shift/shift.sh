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

# ask COMMAND FILTER: one command of Tunnelwatch, whose answer is one JSON document, and what jq makes of that. Where the
# command fails, so does this (a pipe would only have the status of jq).
ask() {
    answer=$(printf '%s\n' "$1" | "$KARAF/bin/client" -b) || return
    printf '%s\n' "$answer" | jq -r "$2"
}

silence=""
end_silence() {
    [ -z "$silence" ] || ask "alert:unsilence --json $silence" empty
    silence=""
}
trap end_silence EXIT # also where the work fails

echo "== Open now"
ask "alert:list --json --limit 1000" '.alerts[] | [.severity, .state, .gateway // "-", .summary] | join("  ")'

echo "== The oldest that nobody has taken on"
id=$(ask "alert:list --json --state OPEN --limit 1000" '.alerts | last | .id // empty')
if [ -n "$id" ]; then
    ask "alert:show --json $id" '"\(.summary), raised \(.raisedAt), \(.deliveries | length) notices"'
    ask "alert:ack --json $id --note 'on it: $(date -u +%H:%M) UTC'" empty
    ask "alert:show --json $id" '"\(.state) by \(.acknowledgedBy)"'
fi

echo "== Maintenance of $GATEWAY"
begun=$(ask "alert:silence --json --gateway $GATEWAY --for 2h --note 'new router'" '"\(.id) \(.start)"')
silence=${begun% *}
if [ $# -gt 0 ]; then
    "$@"
else
    sleep 60
fi
# An alert of which somebody was told in this time has a delivery.
ids=$(ask "alert:list --all --json --limit 1000 --gateway $GATEWAY --since ${begun#* }" '.alerts[].id')
told=0
for id in $ids; do
    shown=$(ask "alert:show --json $id" '"\(.deliveries | length) \(.summary)"')
    echo "${shown#* }: ${shown%% *} notices"
    told=$((told + ${shown%% *}))
done
echo "notices in the maintenance: $told"
end_silence
[ "$told" -eq 0 ] || exit 1

echo "== The week"
ask "alert:export --json --force --since 7d $WEEK" '"\(.alerts) alerts in \(.file)"'
ask "alert:stats --json --since 7d" '
    "\(.alerts) alerts, \(.acknowledged) taken on",
    (.byKind[] | "\(.kind): \(.alerts)"),
    (.peers[:10][] | "\(.peerName // .peerKey): " +
        if .availabilityPercent then "\(.availabilityPercent * 100 | floor / 100) % available" else "unknown" end)'
