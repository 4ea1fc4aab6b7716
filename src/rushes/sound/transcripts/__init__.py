"""Transcripts brought along: words that another ear, or a person, heard in a clip.

In comes a file beside a clip or in a folder of its own; out come words in time, as the script spells
them. Words to know: a *cue* is what stands on the screen at once in a subtitle; a word is *interpolated*
when nobody measured when it was said.
"""
