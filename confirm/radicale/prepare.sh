# Brings the program from PyPI, for the Python of Debian bookworm.
pip install --quiet --target app --python-version 3.11 --only-binary=:all: radicale==3.7.8
echo 'radicale 3.7.8' > podseal-program
