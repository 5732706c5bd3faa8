#!/bin/sh
# Makes the clips beside it: speech by espeak-ng and short tunes of our own by SoX, mono, 16 bit, 22,050 Hz.
#     apt-get install espeak-ng sox && tests/clips/make.sh
set -e
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
finish() { sox -R "$1" -r 22050 -c 1 -b 16 "$2.wav" trim 0 2 fade t 0.005 -0 0.01 norm -3; }

espeak-ng -v en-gb -s 165 -w "$work/a.wav" 'The quick brown fox jumps over the lazy dog.'
espeak-ng -v en-us+f3 -p 60 -w "$work/b.wav" 'She had your dark suit in greasy wash water.'
espeak-ng -v de -s 150 -w "$work/c.wav" 'Zwei Boxkämpfer jagen Eva quer durch Sylt.'
finish "$work/a.wav" speech-english
finish "$work/b.wav" speech-american
finish "$work/c.wav" speech-german

# A plucked melody over a drone.
note() { sox -R -n -r 44100 -c 1 "$work/$1.wav" synth "$3" pluck "$2" fade t 0.002 "$3" 0.02 gain -6; }
n=0
for pitch in E4 G4 B4 A4 F#4 D4 E4 B4; do
  n=$((n + 1))
  note "m$n" $pitch 0.25
done
sox "$work"/m1.wav "$work"/m2.wav "$work"/m3.wav "$work"/m4.wav "$work"/m5.wav "$work"/m6.wav "$work"/m7.wav "$work"/m8.wav "$work/melody.wav"
sox -R -n -r 44100 -c 1 "$work/drone.wav" synth 2 pluck E2 gain -6
sox -m "$work/melody.wav" "$work/drone.wav" "$work/pluck.wav"
finish "$work/pluck.wav" music-pluck

# Two chords of an organ.
sox -R -n -r 44100 -c 1 "$work/o1.wav" synth 1 sine 130.81 sine mix 261.63 sine mix 329.63 sine mix 392 sine mix 784 sine mix 1568 fade t 0.02 1 0.05 gain -3
sox -R -n -r 44100 -c 1 "$work/o2.wav" synth 1 sine 116.54 sine mix 233.08 sine mix 349.23 sine mix 466.16 sine mix 932.33 sine mix 1864.66 fade t 0.02 1 0.05 gain -3
sox "$work/o1.wav" "$work/o2.wav" "$work/organ.wav" tremolo 5 20
finish "$work/organ.wav" music-organ

# Drums and a bass.
sox -R -n -r 44100 -c 1 "$work/hat.wav" synth 0.25 whitenoise gain -6 highpass 6000 fade t 0 0.08 0.07 pad 0 0.17 gain -8
sox -R -n -r 44100 -c 1 "$work/kick.wav" synth 0.25 sine 120:40 fade t 0 0.25 0.2 gain -3
sox -R -n -r 44100 -c 1 "$work/snare.wav" synth 0.25 pinknoise fade t 0 0.15 0.14 pad 0 0.1 gain -3
sox -R -n -r 44100 -c 1 "$work/rest.wav" trim 0 0.25
sox "$work/kick.wav" "$work/rest.wav" "$work/snare.wav" "$work/rest.wav" "$work/kick.wav" "$work/kick.wav" "$work/snare.wav" "$work/hat.wav" "$work/beat.wav"
sox "$work/hat.wav" "$work/hat.wav" "$work/hat.wav" "$work/hat.wav" "$work/hat.wav" "$work/hat.wav" "$work/hat.wav" "$work/hat.wav" "$work/hats.wav"
sox -R -n -r 44100 -c 1 "$work/bass.wav" synth 1 pluck A1 gain -6
sox "$work/bass.wav" "$work/bass.wav" "$work/bassline.wav"
sox -m "$work/beat.wav" "$work/hats.wav" "$work/bassline.wav" "$work/drums.wav"
finish "$work/drums.wav" music-drums
