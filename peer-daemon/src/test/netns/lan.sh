#!/usr/bin/env bash
# Four hosts on one bridge, each in a network namespace of its own, and a peer on each that was told of nobody: they find
# each other by multicast and talk; one is cut off and joined again, one is killed and started again.
#
# usage: lan.sh PEER_JAR     exit 0: all held, or this system has no namespaces (it says so); 1: something did not hold
set -euo pipefail
jar=$(realpath "$1")

skip() {
  echo "SKIPPED: network namespaces: $1"
  exit 0
}

command -v ip >/dev/null || skip "there is no ip command (package iproute2)"
if [ "${EDDY_IN_NAMESPACE:-}" != yes ]; then
  unshare=(unshare --net --mount)
  [ "$(id -u)" -eq 0 ] || unshare=(unshare --user --map-root-user --net --mount)
  "${unshare[@]}" true 2>/dev/null || skip "this system does not let $(id -un) make any"
  EDDY_IN_NAMESPACE=yes exec "${unshare[@]}" bash "$0" "$jar"
fi

mount -t tmpfs tmpfs /run 2>/dev/null || skip "no file system may be mounted over /run"
mkdir -p /run/netns
ip link add br0 type bridge 2>/dev/null || skip "this kernel has no bridge"
ip link set br0 up

work=$(mktemp -d)
declare -A pids
cleanup() {
  for pid in "${pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true # Else the shell tells of each that it was killed.
  rm -rf "$work"
}
trap cleanup EXIT

fail() {
  echo "FAILED: $1"
  for log in "$work"/*.out; do
    echo "--- $log"
    tail -n 15 "$log" | cut -c 1-300
  done
  exit 1
}

# add HOST NUMBER: a host with its peer's input, that lasts longer than the peer
add() {
  ip netns add "$1"
  ip link add "v$1" type veth peer name eth0 netns "$1"
  ip link set "v$1" master br0 up
  ip -n "$1" link set lo up
  ip -n "$1" link set eth0 up
  ip -n "$1" addr add "10.77.0.$2/24" dev eth0
  mkfifo "$work/$1.in"
}

# start HOST: its peer, with no option but its name and where it keeps things
start() {
  sleep 600 >"$work/$1.in" &
  pids[$1-in]=$!
  ip netns exec "$1" java -jar "$jar" --json --name "$1" --data "$work/$1" <"$work/$1.in" >>"$work/$1.out" 2>>"$work/$1.err" &
  pids[$1]=$!
}

say() { echo "$2" >"$work/$1.in"; }

# await SECONDS HOST PATTERN: until the host's peer has printed a line that matches
await() {
  local end=$((SECONDS + $1))
  until grep -q -- "$3" "$work/$2.out"; do
    [ $SECONDS -lt $end ] || fail "$2 has not told of '$3' within $1 s"
    sleep 0.2
  done
}

# talk_until SECONDS SPEAKER LISTENER WORD: the speaker says something every second until the listener hears some of it
talk_until() {
  local begun=$SECONDS count=0
  until grep -q -- "$4" "$work/$3.out"; do
    [ $((SECONDS - begun)) -lt "$1" ] || fail "$3 has heard nothing of $2 for $1 s"
    count=$((count + 1))
    say "$2" "/say $4 $count"
    sleep 1
  done
  echo "  $3 heard $2 after $((SECONDS - begun)) s"
}

hosts=(ada ben cat dan)
for i in "${!hosts[@]}"; do add "${hosts[$i]}" $((i + 1)); done
for host in "${hosts[@]}"; do start "$host"; done

echo "four peers that know nobody find each other"
for host in "${hosts[@]}"; do
  for other in "${hosts[@]}"; do
    [ "$host" = "$other" ] || await 30 "$host" "\"event\":\"peer_online\".*\"name\":\"$other\""
  done
done

echo "what one says reaches the others"
talk_until 30 ada ben hello-all
for host in cat dan; do await 10 "$host" hello-all; done

echo "one is cut off for 30 s: the others talk on"
ip link set vdan down
sleep 15
say ada "/say while-dan-is-away"
for host in ben cat; do await 10 "$host" while-dan-is-away; done
sleep 15
grep -qF while-dan-is-away "$work/dan.out" && fail "dan heard what was said while he was cut off"

echo "joined again, it is back within 65 s"
ip link set vdan up
talk_until 65 ada dan welcome-back
talk_until 65 dan ben thank-you

echo "one is killed and started again: it is back within 65 s"
kill -9 "${pids[ben]}" "${pids[ben-in]}"
wait "${pids[ben]}" 2>/dev/null || true
start ben
talk_until 65 cat ben good-morning
talk_until 65 ben dan slept-well

echo "all end in peace"
for host in "${hosts[@]}"; do say "$host" "/quit"; done
for host in "${hosts[@]}"; do
  wait "${pids[$host]}" || fail "$host ended with $?"
done
echo "PASSED: network namespaces: four hosts, one cut off and joined again, one killed and started again"
