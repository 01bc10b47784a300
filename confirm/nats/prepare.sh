# Builds the program from its Go module.
CGO_ENABLED=0 GOBIN="$PWD" go install -ldflags='-s -w' github.com/nats-io/nats-server/v2@v2.14.10
echo 'nats 2.14.10' > podseal-program
