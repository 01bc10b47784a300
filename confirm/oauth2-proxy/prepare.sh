# Builds the program from its Go module.
CGO_ENABLED=0 GOBIN="$PWD" go install -ldflags='-s -w' github.com/oauth2-proxy/oauth2-proxy/v7@v7.15.6
echo 'oauth2-proxy 7.15.6' > podseal-program
