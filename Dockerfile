# The bot with what replicas and operators need. Built from a checkout: docker build -t ots-bot .
FROM python:3.12-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
COPY pyproject.toml README.md LICENSE ./
COPY ots_bot ots_bot
COPY bot bot
COPY knowledge knowledge
COPY seeds seeds
RUN pip install '.[database,metrics]' && python -m compileall -q bot knowledge \
    && useradd --system --create-home --uid 10001 ots
USER ots
EXPOSE 3000
# SIGTERM lets what is under way finish; it takes up to ten seconds.
STOPSIGNAL SIGTERM
HEALTHCHECK CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '3000') + '/healthz', timeout=3)"]
CMD ["ots", "serve"]
