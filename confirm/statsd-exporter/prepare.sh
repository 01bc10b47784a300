# Builds the program from its Go module.
CGO_ENABLED=0 GOBIN="$PWD" go install -ldflags='-s -w' github.com/prometheus/statsd_exporter@v0.31.0
echo 'statsd-exporter 0.31.0' > podseal-program
