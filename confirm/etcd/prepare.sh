# Builds the program from its Go module; a module of its own, since `go install` refuses its replace
# lines.
go mod init confirm
go get go.etcd.io/etcd/server/v3@v3.6.6
CGO_ENABLED=0 go build -ldflags='-s -w' -o etcd go.etcd.io/etcd/server/v3
echo 'etcd 3.6.6' > podseal-program
