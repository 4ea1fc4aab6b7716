"""The measuring of Rushes: how good the cut is and how fast it is made.

In come rushes with exact truth (`truth.json`) and what `rushes assemble` made of them; out comes one
table. Every figure is a `Score`: a value with its count.

- **truth**: what was really said in a take, word by word, in seconds.
- **exam**: one set of rushes that was cut, its truth, and what the cutting took.
- **rival**: another recogniser behind the same coverage code, so that the difference is the ear's.
- **limit**: what only demultiplexing and decoding the same clips takes; nothing that reads them is faster.
"""
