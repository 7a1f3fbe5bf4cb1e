#!/bin/sh
# Makes the namespace where it is missing. Search attributes are registered by the worker when it starts.
set -eu
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" > /dev/null 2>&1 \
  || temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d
