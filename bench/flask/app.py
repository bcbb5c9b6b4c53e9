import os

from flask import Flask, jsonify, request

app = Flask(__name__)


@app.route("/")
def echo():
    return jsonify({"headers": dict(request.headers)})


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "6000")))
