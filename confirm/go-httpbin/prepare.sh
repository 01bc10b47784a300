# Builds the program from its Go module.
CGO_ENABLED=0 GOBIN="$PWD" go install -ldflags='-s -w' github.com/mccutchen/go-httpbin/v2/cmd/go-httpbin@v2.26.0
echo 'go-httpbin 2.26.0' > podseal-program
