# Warnings are errors, in our own sources and with all three compilers.
add_library(edgecache_warnings INTERFACE)
target_compile_options(edgecache_warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror)
