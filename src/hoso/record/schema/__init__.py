"""The descriptions: which fields each type has, with the types and lengths of TT 02/2019/TT-BNV."""
