# Builds the program from its Go module.
CGO_ENABLED=0 GOBIN="$PWD" go install -ldflags='-s -w' github.com/caddyserver/caddy/v2/cmd/caddy@v2.11.9
echo 'caddy 2.11.9' > podseal-program
