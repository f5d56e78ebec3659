#!/bin/sh
# Lists batch jobs with curl and openssl alone: a request with an RPC V1 signature (HMAC-SHA1).
#
#   REELMILL_ACCESS_KEY_ID=… REELMILL_ACCESS_KEY_SECRET=… examples/curl-list.sh [Name=value …]
#
# The key is shown by `./reelmill keys`. Arguments are more parameters, such as Status=Finished MaxResults=5.
set -eu

endpoint=${REELMILL_ENDPOINT:-http://127.0.0.1:8080}
id=${REELMILL_ACCESS_KEY_ID:?set it to the key id that ./reelmill keys shows}
secret=${REELMILL_ACCESS_KEY_SECRET:?set it to the secret that ./reelmill keys shows}

# Percent-encodes everything but letters, digits and - . _ ~
encode() {
  rest=$1
  while [ -n "$rest" ]; do
    tail=${rest#?}
    character=${rest%"$tail"}
    case $character in
      [A-Za-z0-9._~-]) printf '%s' "$character" ;;
      *) printf '%%%02X' "'$character" ;;
    esac
    rest=$tail
  done
}

query=$(
  for parameter in \
    "AccessKeyId=$id" \
    Action=ListBatchMediaProducingJobs \
    Format=JSON \
    SignatureMethod=HMAC-SHA1 \
    "SignatureNonce=$(openssl rand -hex 16)" \
    SignatureVersion=1.0 \
    "Timestamp=$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    Version=2020-11-09 \
    "$@"; do
    printf '%s=%s\n' "$(encode "${parameter%%=*}")" "$(encode "${parameter#*=}")"
  done | LC_ALL=C sort | paste -s -d '&' -
)
signature=$(printf 'GET&%%2F&%s' "$(encode "$query")" |
  openssl dgst -sha1 -hmac "$secret&" -binary | openssl base64)

curl --silent --show-error "$endpoint/?$query&Signature=$(encode "$signature")"
echo
