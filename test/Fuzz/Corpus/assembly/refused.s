loop level=4
attend partial=half
