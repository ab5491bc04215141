#!/bin/sh
# felles demo: the same seed gives the same municipality, everything in it holds, on SQLite and (with FELLES_TEST_POSTGRESQL) on PostgreSQL.
felles=${FELLES:-build/felles}
root=$(cd "$(dirname "$0")/../.." && pwd)
case $felles in /*) ;; *) felles=$root/$felles ;; esac
folder=$(mktemp -d)
failed=0
cd "$root" || exit 1
end() {
  [ -z "$database" ] || psql -X -q -d "$FELLES_TEST_POSTGRESQL" -c "DROP DATABASE IF EXISTS $database WITH (FORCE)" >/dev/null 2>&1
  rm -rf "$folder"
}
trap end EXIT

check() {
  name=$1
  shift
  if "$@" >"$folder/out" 2>&1; then echo "ok - $name"; else
    echo "not ok - $name"
    grep -v -e '^ok ' -e ' persons$' "$folder/out" | sed 's/^/# /' | head -n 12
    failed=1
  fi
}
# The day of the histories is the day of every command: a red task of the day after is made by the jobs, which do not run here.
echo 2026-11-22T18:00 >"$folder/clock"
demo() { "$felles" demo --until 2026-11-22 "$@"; }
verify() { "$felles" verify --clock-file "$folder/clock" "$@"; }
everything() { "$felles" export all "$1" --db "sqlite:$2" --key "$3" && cat /dev/null; }

same_seed() {
  for i in 1 2; do
    demo --persons 60 --seed 5 --db "sqlite:$folder/$i.db" --key "$folder/$i.key" && everything "$folder/$i.jsonl" "$folder/$i.db" "$folder/$i.key" || return 1
  done
  cmp "$folder/1.jsonl" "$folder/2.jsonl"
}
check "the same seed gives the same municipality, with other keys" same_seed
other_seed() {
  demo --persons 60 --seed 6 --db "sqlite:$folder/3.db" --key "$folder/1.key" && everything "$folder/3.jsonl" "$folder/3.db" "$folder/1.key" && ! cmp -s "$folder/1.jsonl" "$folder/3.jsonl"
}
check "another seed gives another municipality" other_seed
check "everything holds" verify --all --db "sqlite:$folder/1.db" --key "$folder/1.key"
check "everything holds with another seed" verify --all --db "sqlite:$folder/3.db" --key "$folder/1.key"

has() { grep -q "\"table\":\"$1\",\"row\":{.*$2" "$folder/1.jsonl" || { echo "no $1 with $2"; return 1; }; }
varied() {
  has handover '"state":"accepted"' && has handover '"state":"refused"' && has handover '"state":"offered"' && has consent '"state":"refused"' &&
    has consent '"state":"given"' && has joint_decision '"state":"drafting"' && has joint_decision '"state":"in_force"' &&
    has task '"kind":"service_without_decision".*"done_at":null' && has dwelling_order '"rooms"' && has answer '"answer":"declined"' &&
    has landlord_notice '"received_on"' && has coordinator '"from_date"'
}
# Those who apply for a home: on the way to a meeting, waiting, said no to and followed up; more of them than there are homes that stand ready.
applicants() {
  for status in to_meeting waiting refused; do has housing_application "\"status\":\"$status\"" || return 1; done
  for table in application_fact application_wish pressure_contact; do has "$table" '"id"' || return 1; done
  has task '"kind":"follow_up_refused"' || return 1
  ready=$(grep '"table":"dwelling",' "$folder/1.jsonl" | grep -c '"state":"ready"')
  waiting=$(grep '"table":"housing_application",' "$folder/1.jsonl" | grep -Ec '"status":"(to_meeting|approved|waiting)"')
  echo "$ready ready, $waiting wait"
  [ "$ready" -ge 2 ] && [ "$ready" -lt "$waiting" ]
}
check "more apply for a home than there are homes ready, and every step of the way is there" applicants
check "the histories are varied: what waits, what was refused, drafts, letters, help without a decision" varied
# A well-run municipality: most is done in time, a little is not, and somewhere a handover waits past its day.
in_time() {
  for i in 1 3; do
    open=$(grep '"table":"task",' "$folder/$i.jsonl" | grep -c '"done_at":null')
    late=$(grep '"table":"task",' "$folder/$i.jsonl" | grep '"done_at":null' | grep -o '"due":"[0-9-]*"' | tr -dc '0-9\n' | awk '$1 < 20261122' | wc -l)
    echo "$late of $open open tasks are late"
    [ "$late" -ge 1 ] && [ $((late * 100)) -le $((open * 15)) ] || return 1
    grep '"table":"handover",' "$folder/$i.jsonl" | grep -q '"state":"escalated"' || { echo "no handover waits past its day"; return 1; }
  done
}
check "work is done in time, all but a little" in_time
# Each capability is there to be seen in a municipality of some size.
everywhere() {
  demo --persons 180 --seed 7 --db "sqlite:$folder/4.db" --key "$folder/1.key" && verify --db "sqlite:$folder/4.db" --key "$folder/1.key" &&
    everything "$folder/4.jsonl" "$folder/4.db" "$folder/1.key" || return 1
  for table in appeal appeal_step appeal_letter message booking relative relative_talk representative minor information_request information_answer concern objection \
    objection_override emergency_read sharing named_grant participant_agreement prior_notice evaluation talk_invitation team_review economy_step dispute \
    dispute_view outside_request case_role absence directory_entry appointment worker_change access_request access_package correction case_closing; do
    grep -q "\"table\":\"$table\"," "$folder/4.jsonl" || { echo "no $table"; return 1; }
  done
}
check "every capability is seen: appeals, messages, calendars, relatives, questions, objections, disputes, agreements and the rest" everywhere
both_instances() {
  grep '"table":"appeal_step",' "$folder/4.jsonl" | grep -q '"event":"forward"' && cat "$folder/4.jsonl" | grep '"table":"appeal_step",' | grep -q '"event":"decide"'
}
check "appeals have been through both instances" both_instances
graded() { cat "$folder/4.jsonl" | grep '"table":"person",' | grep -q '"address_grade":"confidential"'; }
check "somebody has an address that is not shown" graded
judged() { cat "$folder/4.jsonl" | grep '"table":"emergency_read",' | grep -q '"verdict":"fine"'; }
check "an emergency reading has been judged" judged
amended() { cat "$folder/1.jsonl" "$folder/3.jsonl" | grep -q '"table":"joint_decision".*"state":"superseded"'; }
check "a decision has been changed" amended
cast() {
  for who in "Kari Moen" "Jonas Lund" "Berit Aune" "Silje Bakken" "Trond Vik" "Ingrid Solhaug" "Amira Hussein" "Geir Holm" "Ola Fjeld" "Roy Dahl"; do
    has staff "\"name\":\"$who\"" || return 1
  done
}
check "the people of the story are there" cast
stock() { [ "$(grep -c '"table":"dwelling",' "$folder/1.jsonl")" = 378 ]; }
check "Levanger has 378 dwellings" stock
synthetic() { ! grep -o '"national_id":"[0-9]*"' "$folder/1.jsonl" | grep -v '"national_id":"[0-9][0-9][89][0-9]'; }
check "every national id is synthetic: its month is 80 too high" synthetic
again() { ! demo --persons 1 --db "sqlite:$folder/1.db" --key "$folder/1.key" && demo --persons 1 --db "sqlite:$folder/1.db" --key "$folder/1.key" 2>&1 | grep -q "holds 60 persons"; }
check "a database that holds persons is refused" again
key_mode() { [ "$(stat -c %a "$folder/1.key")" = 600 ]; }
check "the key it made is for its owner only" key_mode
for profile in alesund kristiansund kommune-a kommune-b; do
  one() {
    demo --profile "$profile" --persons 40 --db "sqlite:$folder/$profile.db" --key "$folder/1.key" >"$folder/said" && cat "$folder/said" &&
      ! grep -q ' 0 decisions issued' "$folder/said" &&
      verify --profile "$profile" --db "sqlite:$folder/$profile.db" --key "$folder/1.key"
  }
  check "the profile $profile gives a municipality in which everything holds" one
done
many() { demo --persons 3000 --db "sqlite:$folder/many.db" --key "$folder/1.key" && verify --db "sqlite:$folder/many.db" --key "$folder/1.key"; }
check "three thousand persons, several histories a transaction" many

if [ -n "$FELLES_TEST_POSTGRESQL" ]; then
  database=felles_demo_$$
  psql -X -q -d "$FELLES_TEST_POSTGRESQL" -c "CREATE DATABASE $database" || exit 1
  url=$(echo "$FELLES_TEST_POSTGRESQL" | sed "s#/[^/?]*\(\\?.*\)\{0,1\}\$#/$database\\1#")
  check "the same on PostgreSQL" demo --persons 60 --seed 5 --db "$url" --key "$folder/1.key"
  check "everything holds on PostgreSQL" verify --all --db "$url" --key "$folder/1.key"
fi
exit $failed
