"""Tests of the turnover room."""
