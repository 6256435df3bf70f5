from a3.workloads.sentence_similarity import compile_encoder

compile_encoder(path="minilm.a3")
