"""The measuring of Rushes: how good the lined script and the cut are, and how fast they are made.

In come rushes with exact truth (`truth.json`) and what `rushes assemble` made of them; out come tables.
Every figure is a `Score`: a value with its count.

- **truth**: what was really said in a take, word by word, in seconds.
- **exam**: one set of rushes that was cut, its truth, and what the cutting took.
- **paper**: what an ear handed in about some clips, beside the truth; ours and a rival's are marked alike.
- **rival**: another recogniser behind the same coverage code, so that the difference is the ear's.
- **claim**: what was said with a confidence; *calibration* asks whether it is as often so.
- **mark**: a place in a cut where something stands out; *cutter*: a way of cutting whose cuts are marked,
  ours or a naive one.
- **promise**: what a figure must reach, and what the gate holds until then; all in `evaluation.promises`.
- **limit**: what only demultiplexing and decoding the same clips takes; nothing that reads them is faster.
"""
